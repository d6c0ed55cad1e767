import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import { kAddresses, kNoFilter, patternOf, type Address } from './src/addresses.ts';

type OutputBundle = Rollup.OutputBundle;
type OutputChunk = Rollup.OutputChunk;

/** That everybody is offered. */
const kLanguages = ['en', 'fr', 'ar'];

/** A screen as the early script knows it: its pattern, the names in it, which of the lists of files, and what it asks for first. */
type EarlyScreen = [pattern: string, names: string[], files: number, ahead: readonly string[], once: readonly string[], near: number[]];

/**
 * What a small script at the head of the page asks for while the application itself is on its way: who is here, the
 * reader's texts, the code of the screen and what that asks for first. That spares ways to and fro, 400 ms and more each on a
 * slow line. The application decides again by itself (lib/i18n.svelte.ts, lib/api.ts); what is guessed otherwise here only
 * comes later.
 */
function earlyScript(texts: Record<string, string>, screens: EarlyScreen[], files: string[][], logIn: number, noFilter: string[]): string {
  const early = (texts: Record<string, string>, screens: EarlyScreen[], files: string[][], logIn: number, noFilter: string[]) => {
    // The application is here already, and asks for itself.
    if ('imdadAhead' in window) return;
    const coming: Record<string, { at: number; answer: Promise<Response> }> = {};
    Object.assign(window, { imdadAhead: coming });
    const ask = (url: string) => {
      const answer = fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      answer.catch(() => {});
      coming[url] = { at: Date.now(), answer };
    };
    const load = (file: string, last = false) => {
      const link = document.createElement('link');
      const as = file.endsWith('.css') ? 'style' : file.endsWith('.json') ? 'fetch' : '';
      link.rel = as ? 'preload' : 'modulepreload';
      if (as) link.as = as;
      link.crossOrigin = '';
      if (last) link.fetchPriority = 'low';
      link.href = `/${file}`;
      document.head.append(link);
    };
    let [stored, here]: (string | null)[] = [null, null];
    try {
      stored = localStorage.getItem('imdad.language');
      here = localStorage.getItem('imdad.here');
    } catch {
      // A browser without storage.
    }
    ask('/api/v1/session');
    const query = new URLSearchParams(location.search);
    const wanted = [query.get('language'), stored, ...navigator.languages].map((tag) => tag?.split('-')[0] ?? '');
    load(texts[wanted.find((tag) => texts[tag]) ?? 'en']!);
    if (!here) return files[logIn]!.forEach((file) => load(file));
    for (const [pattern, names, of, ahead, once, near] of screens) {
      const found = new RegExp(pattern).exec(location.pathname);
      if (!found) continue;
      files[of]!.forEach((file) => load(file));
      for (const name of noFilter) query.delete(name);
      const value = (name: string) => found[names.indexOf(name) + 1]!;
      for (const url of query.size ? once : [...ahead, ...once]) ask(url.replace(/:(\w+)/g, (_, name: string) => value(name)));
      for (const part of near) files[part]!.forEach((file) => load(file, true));
      break;
    }
  };
  return `(${String(early)})(${[texts, screens, files, logIn, noFilter].map((one) => JSON.stringify(one)).join(',')})`;
}

/** What a screen is made of and the page has not named already. */
function filesOf(bundle: OutputBundle, screen: string): string[] {
  if (screen.endsWith('.json')) return Object.values(bundle).filter((one) => one.type === 'asset' && one.names.includes(screen)).map((one) => one.fileName);
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const named = new Set<string>();
  const add = (chunk: OutputChunk | undefined, into: Set<string>) => {
    if (!chunk || into.has(chunk.fileName)) return;
    into.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) into.add(style);
    for (const file of chunk.imports) add(chunks.find((one) => one.fileName === file), into);
  };
  add(chunks.find((one) => one.isEntry), named);
  const own = new Set<string>();
  add(chunks.find((one) => one.facadeModuleId?.endsWith(`/src/features/${screen}.svelte`)), own);
  if (own.size === 0) throw new Error(`the screen ${screen} is no file of its own any more`);
  return [...own].filter((file) => !named.has(file));
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
        const names = [...new Set<string>((kAddresses as readonly Address[]).flatMap((one) => [one.screen, ...(one.near ?? [])]))];
        const screens = kAddresses.map(({ path, screen, ...more }: Address): EarlyScreen => {
          const pattern = patternOf(path);
          return [pattern.text, pattern.names, names.indexOf(screen), more.ahead ?? [], more.once ?? [], (more.near ?? []).map((part) => names.indexOf(part))];
        });
        const files = names.map((name) => filesOf(bundle!, name));
        files.push(filesOf(bundle!, 'account/LogIn'));
        const source = earlyScript(Object.fromEntries(texts) as Record<string, string>, screens, files, files.length - 1, kNoFilter);
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
            { name: 'shell', test: /node_modules\/(?!@noble)|src\/lib\/|src\/ui\/(?!Plain|StepUp|Return)\w+\.svelte/ },
            { name: 'map', test: /src\/ui\/map\// },
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
