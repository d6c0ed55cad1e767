import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Writes NAME.gz beside what is worth compressing; the server sends the twin to whoever accepts it. */
function gzipTwins(): Plugin {
  const worthIt = /\.(js|css|html|svg|json)$/;
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
  let out = '';
  return {
    name: 'gzip-twins',
    apply: 'build',
    configResolved: (config) => {
      out = join(config.root, config.build.outDir);
    },
    closeBundle: () => {
      for (const path of walk(out).filter((name) => worthIt.test(name))) {
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), gzipTwins()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The server's policy allows files of its own only: nothing may be put into the page as data.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
  },
  // `npm run dev` beside a running `imdad serve`; the browser logs in as it does anywhere.
  server: { proxy: { '/api': process.env['IMDAD_SERVER'] ?? 'http://127.0.0.1:8080' } },
});
