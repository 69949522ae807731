import { expect, test } from 'vitest';
import {
  assetsOf,
  blanksIn,
  errorPartsIn,
  languageOf,
  templateIn,
  titleOf,
  withDraft,
  withFreshKeys,
  withNotice,
  withoutScripts,
} from './kept-html.ts';

const PAGE = `<!doctype html><html lang="id"><head><title>RW 04 &amp; kas</title>
<link href="/_app/immutable/assets/0.css" rel="stylesheet"><link rel="modulepreload" href="/_app/immutable/a.js"></head>
<body><main id="isi" tabindex="-1"><form method="post"><input type="hidden" name="_key" value="old"/></form>
<form><input type="hidden" name="_key" value="older"/><input name="version" value="3"/></form></main>
<template id="pita"> <aside>Tanpa jaringan</aside> </template>
<script>import("/_app/immutable/start.js")</script></body></html>`;

test('the part that shows errors is found in the entry of the client, with what it is made of', () => {
  const entry =
    'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["/a/nodes/0.x.js","/a/c.js","/a/nodes/1.y.js","/a/1.css"])))=>i;' +
    'n(()=>import(`../nodes/0.x.js`),__vite__mapDeps([0,1]),u),n(()=>import(`../nodes/1.y.js`),__vite__mapDeps([2,1,3]),u)';
  expect(errorPartsIn(entry)).toEqual(['/a/nodes/1.y.js', '/a/c.js', '/a/1.css']);
  expect(errorPartsIn('import("../nodes/1.y.js")')).toEqual([]);
});

test('every form of a kept page gets a key of its own, and nothing else of it changes', () => {
  let next = 0;
  const html = withFreshKeys(PAGE, () => `new-${++next}`);
  expect([...html.matchAll(/name="_key" value="([^"]*)"/g)].map((one) => one[1])).toEqual(['new-1', 'new-2']);
  expect(html.replaceAll(/new-\d/g, 'x')).toBe(PAGE.replace('"old"', '"x"').replace('"older"', '"x"'));
});

test('a notice stands outside of what scripts take over; its words come from a template of another page', () => {
  const html = withNotice(PAGE, templateIn(PAGE, 'pita'));
  expect(html).toContain('</script><aside>Tanpa jaringan</aside></body>');
  expect(templateIn(PAGE, 'nothing')).toBe('');
});

test('title, language and assets are read from the page', () => {
  expect(titleOf(PAGE)).toBe('RW 04 & kas');
  expect(languageOf(PAGE)).toBe('id');
  expect(assetsOf(PAGE)).toEqual([
    '/_app/immutable/assets/0.css',
    '/_app/immutable/a.js',
    '/_app/immutable/start.js',
  ]);
});

test('a page shown under another address runs nothing', () => {
  const html = withoutScripts(PAGE);
  expect(html).not.toMatch(/script|modulepreload/);
  expect(html).toContain('<link href="/_app/immutable/assets/0.css" rel="stylesheet">');
  expect(html).toContain('<template id="pita">');
});

test('the blank forms that a page offers are found, and one becomes the form of a draft wherever it names itself', () => {
  const page = '<form data-blank="/bandung/usulan/0/ubah?program=a&amp;jenis=b"></form><form></form>';
  expect(blanksIn(page)).toEqual(['/bandung/usulan/0/ubah?program=a&jenis=b']);
  const form = '<a href="/usulan/0-0">x</a><script>data: {id:"0-0"}</script>';
  expect(withDraft(form, '0-0', '7-7')).toBe('<a href="/usulan/7-7">x</a><script>data: {id:"7-7"}</script>');
});
