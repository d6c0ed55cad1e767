import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Writes NAME.br and NAME.gz beside what is worth compressing; the server sends a twin to whoever accepts it. */
function twins(): Plugin {
  const worthIt = /\.(js|css|html|svg|json)$/;
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
  let out = '';
  return {
    name: 'twins',
    apply: 'build',
    configResolved: (config) => {
      out = join(config.root, config.build.outDir);
    },
    closeBundle: () => {
      for (const path of walk(out).filter((name) => worthIt.test(name))) {
        const plain = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
        writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), twins()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The server's policy allows files of its own only: nothing may be put into the page as data.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What most screens are made of is one file that comes with the first view: fewer ways to and fro on a slow
        // line, and less of each later screen. Without main.ts, which waits at its top for texts that need nothing of it.
        // A group takes along what its files need, unless an earlier one has it.
        codeSplitting: {
          groups: [
            { name: 'shell', test: /node_modules\/|src\/lib\/(?!outlines)|src\/ui\/(?!Plain|StepUp|Return)\w+\.svelte/ },
            { name: 'map', test: /src\/ui\/map\/|src\/lib\/outlines/ },
            { name: 'input', test: /src\/features\/record\/OneInput/ },
            { name: 'stock', test: /src\/features\/stock\//, minShareCount: 4 },
            { name: 'where', test: /src\/features\/where\//, minShareCount: 2 },
            { name: 'plans', test: /src\/features\/plans\/(plans|grid|lock|names\.svelte)\.ts/ },
          ],
        },
      },
    },
  },
  // `npm run dev` beside a running `imdad serve`; the browser logs in as it does anywhere.
  server: { proxy: { '/api': process.env['IMDAD_SERVER'] ?? 'http://127.0.0.1:8080' } },
});
