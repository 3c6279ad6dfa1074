// Reads an iCalendar file from standard input with Mozilla's parser, which shares nothing with the library that wrote it, and says as JSON what a calendar would show:
//   node Arl.Tests/LearningCalls/read-calendar.mjs {how many occurrences}
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;
const utc = time => time.toJSDate().toISOString().replace('.000Z', 'Z');
const text = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;
const named = (component, name) => component.getAllProperties(name).map(property => ({ value: property.getFirstValue(), name: property.getParameter('cn') ?? null, rsvp: property.getParameter('rsvp') ?? null }));

/** One file, by the time zones that it brings along and no others. */
function read(file) {
  ICAL.TimezoneService.reset();
  for (const zone of file.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(zone);
  const entries = file.getAllSubcomponents('vevent');
  const whole = entries.find(entry => !entry.hasProperty('recurrence-id'));
  const occurrences = [];
  if (whole) {
    const event = new ICAL.Event(whole, { exceptions: entries.filter(entry => entry !== whole) });
    const all = event.iterator();
    for (let next; occurrences.length < Number(process.argv[2] ?? 5) && (next = all.next());) {
      const { startDate, endDate, recurrenceId } = event.getOccurrenceDetails(next);
      occurrences.push({ start: utc(startDate), end: utc(endDate), of: utc(recurrenceId) });
    }
  }
  return {
    method: text(file, 'method'),
    zones: file.getAllSubcomponents('vtimezone').map(zone => text(zone, 'tzid')),
    occurrences,
    entries: entries.map(entry => ({
      uid: text(entry, 'uid'), sequence: entry.getFirstPropertyValue('sequence'), status: text(entry, 'status'), stamp: text(entry, 'dtstamp'), summary: text(entry, 'summary'), description: text(entry, 'description'), location: text(entry, 'location'),
      start: utc(new ICAL.Event(entry).startDate), recurrenceId: entry.hasProperty('recurrence-id') ? utc(new ICAL.Event(entry).recurrenceId) : null, organizer: named(entry, 'organizer'), attendees: named(entry, 'attendee'),
    })),
  };
}

const parsed = ICAL.parse(readFileSync(0, 'utf8'));
const files = Array.isArray(parsed[0]) ? parsed : [parsed];
console.log(JSON.stringify(files.map(file => read(new ICAL.Component(file)))));
