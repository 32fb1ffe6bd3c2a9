/** A real https server for a folder, whose certificate is made for the occasion and trusted by one browser alone. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { generate } from 'selfsigned';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

export interface Certificate {
  key: string;
  cert: string;
  print: string; // of its public key, by which Chromium can be told to trust it
}

export async function certify(...hosts: string[]): Promise<Certificate> {
  const altNames = hosts.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0]! }], {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, print: createHash('sha256').update(spki).digest('base64') };
}

/** A folder below a path, on a port that stays the same while it is down; what was asked for is in `asked`. */
export async function openSite(tls: Certificate, folder: string, path: string) {
  const changed = new Map<string, (bytes: Buffer) => Buffer>();
  const asked: string[] = [];
  const answer = async (url: string) => {
    const file = new URL(url, 'https://site').pathname.slice(path.length);
    asked.push(file);
    const bytes = await readFile(`${folder}/${file || 'index.html'}`);
    return { file, bytes: changed.get(file)?.(bytes) ?? bytes };
  };
  let server: Server;
  let port = 0;

  async function up(): Promise<void> {
    server = createServer(tls, async ({ url = '/' }, response) => {
      try {
        const { file, bytes } = await answer(url);
        const type = TYPES[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  }

  await up();
  return {
    up,
    asked,
    changed, // how it gives out a file that is not as it was built
    get port() {
      return port;
    },
    async down(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
