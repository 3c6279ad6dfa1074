// Makes states-map.txt, the shapes that the maps are drawn from, of the npm package us-atlas (states in the Albers projection, frame 975 x 610; its source is the Census Bureau):
//   node Arl.Pages/Reach/Public/states-map.mjs > Arl.Pages/Reach/Public/states-map.txt
// A line per state: name, tab, an SVG path in steps of a tenth. Borders are simplified once, as the two states share them, so no gap opens between neighbors.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';

const tolerance = 0.35; // Units of the frame that a border may move.
const smallestIsland = 0.6; // Square units; each state keeps its largest part.
const frame = [975, 610]; // The westernmost Aleutians lie outside it and are left out.
const tiny = 25; // States no wider than this keep every point.

const topology = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('us-atlas/states-albers-10m.json'), 'utf8'));
const states = topology.objects.states.geometries.filter(state => state.arcs?.length > 0);
const { scale, translate } = topology.transform;

topology.arcs = topology.arcs.map(arc => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
delete topology.transform; // The arcs are in units of the frame now.

const arcsOf = state => state.arcs.flat(Infinity).map(arc => (arc < 0 ? ~arc : arc));
const width = state => {
  const xs = arcsOf(state).flatMap(arc => topology.arcs[arc].map(([x]) => x));
  return Math.max(...xs) - Math.min(...xs);
};
const exact = new Set(states.filter(state => width(state) <= tiny).flatMap(arcsOf));
topology.arcs = topology.arcs.map((arc, at) => (exact.has(at) ? arc : simplify(arc)));

/** Douglas and Peucker's way: the ends stay, and of the points between those that lie farther off than the tolerance. */
function simplify(points) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  let [far, at] = [-1, 0];
  for (let i = 1; i < points.length - 1; i++) {
    const off = distance(points[i], first, last);
    if (off > far) [far, at] = [off, i];
  }
  return far <= tolerance ? [first, last] : [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

const area = ring => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0) / 2);

const isInside = point => point.every((value, axis) => value >= 0 && value <= frame[axis]);

/** In tenths, as steps from point to point, without a leading zero. */
function path(ring) {
  const points = ring.map(point => point.map(value => Math.round(value * 10)));
  let [x, y] = points[0];
  let steps = '';
  for (const point of points.slice(1, -1)) {
    if (point[0] === x && point[1] === y) continue;
    steps += pair(point[0] - x, point[1] - y);
    [x, y] = point;
  }
  return `M${number(points[0][0])} ${number(points[0][1])}l${steps.trimStart()}z`;
}

const number = tenths => String(tenths / 10).replace(/^(-?)0\./, '$1.');
const pair = (dx, dy) => ` ${number(dx)}${dy < 0 ? '' : ' '}${number(dy)}`;

const lines = states.map(state => {
  const { properties, geometry } = feature(topology, state);
  const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(polygon => polygon[0]).sort((a, b) => area(b) - area(a));
  const kept = rings.filter((ring, at) => at === 0 || (area(ring) >= smallestIsland && ring.every(isInside)));
  return `${properties.name}\t${kept.map(path).join('')}`;
});
process.stdout.write(lines.sort().join('\n') + '\n');
