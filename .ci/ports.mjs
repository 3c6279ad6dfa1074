// Ports that nobody uses now.
import { createServer } from 'node:net';

export const freePort = () => new Promise((resolve, reject) => {
  const server = createServer();
  server.on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Three ports in a row, as storage takes them (blobs, queues, tables). */
export async function threePorts() {
  for (;;) {
    const first = await freePort();
    if (first > 65000) continue;
    const free = await Promise.all([first, first + 1, first + 2].map(port => new Promise(resolve => {
      const server = createServer();
      server.on('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    })));
    if (free.every(Boolean)) return first;
  }
}
