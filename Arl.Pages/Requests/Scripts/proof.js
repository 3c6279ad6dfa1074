// Shows by a little work of the browser that somebody sits before it (npm altcha, from our own address): the answer is one more field of the form. Strict content security policies allow this:
// nothing is inline, nothing is evaluated, and the worker is a file of ours.
const place = document.getElementById('proof');
await import(place.dataset.altcha);
globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker(place.dataset.worker, { type: 'module' }));
const widget = document.createElement('altcha-widget');
for (const [name, value] of Object.entries({ name: 'altcha', challenge: place.dataset.challenge, auto: 'onload', display: 'invisible', configuration: JSON.stringify({ humanInteractionSignature: false, minDuration: 0, validationMessage: '' }) }))
    widget.setAttribute(name, value);
place.append(widget);
