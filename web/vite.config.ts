import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** That everybody is offered. */
const kLanguages = ['en', 'fr', 'ar'];

/**
 * What a small script at the head of the page asks for while the application itself is on its way: who is here, and the
 * reader's texts. That spares one way to and fro, 400 ms and more on a slow line. The application decides again by itself
 * (lib/i18n.svelte.ts); what is guessed otherwise here only comes later.
 */
function earlyScript(texts: Record<string, string>): string {
  const early = (files: Record<string, string>) => {
    const asked = fetch('/api/v1/session', { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
    asked.catch(() => {});
    Object.assign(window, { imdadSession: asked });
    let stored = null;
    try {
      stored = localStorage.getItem('imdad.language');
    } catch {
      // A browser without storage.
    }
    const wanted = [new URLSearchParams(location.search).get('language'), stored, ...navigator.languages].map((tag) => tag?.split('-')[0] ?? '');
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = `/${files[wanted.find((tag) => files[tag]) ?? 'en']}`;
    document.head.append(link);
  };
  return `(${String(early)})(${JSON.stringify(texts)})`;
}

/**
 * Adds the early script, and writes NAME.br and NAME.gz beside what is worth compressing; the server sends a twin to whoever
 * accepts it.
 */
function made(): Plugin {
  let early = { name: '', source: '' };
  const worthIt = /\.(js|css|html|svg|json)$/;
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
  let out = '';
  return {
    name: 'made',
    apply: 'build',
    configResolved: (config) => {
      out = join(config.root, config.build.outDir);
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const texts = Object.values(bundle ?? {}).flatMap((one) => {
          const language = one.type === 'chunk' ? /\/i18n\/(\w+)\.json$/.exec(one.facadeModuleId ?? '')?.[1] : undefined;
          return language && kLanguages.includes(language) ? [[language, one.fileName]] : [];
        });
        if (texts.length < kLanguages.length) throw new Error('the texts are no files of their own any more');
        const source = earlyScript(Object.fromEntries(texts) as Record<string, string>);
        early = { name: `assets/early-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`, source };
        return [{ tag: 'script', attrs: { src: `/${early.name}`, async: true }, injectTo: 'head-prepend' }];
      },
    },
    closeBundle: () => {
      writeFileSync(join(out, early.name), early.source);
      for (const path of walk(out).filter((name) => worthIt.test(name))) {
        const plain = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: constants.Z_BEST_COMPRESSION }));
        writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), made()],
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
