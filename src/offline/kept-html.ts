/* The text of a page that was kept on the device, made fit to be shown again. */

const KEY = /(<input[^>]*\bname="_key"[^>]*\bvalue=")[^"]*(")/g;

/** The same page with new keys in its forms: under the old ones, what is sent now would count as what was sent then. */
export function withFreshKeys(html: string, freshKey: () => string): string {
  return html.replace(KEY, (_, before: string, after: string) => `${before}${freshKey()}${after}`);
}

/**
 * The page with a notice, which its style puts above all else: outside of what the page's scripts take over, and behind
 * the link that skips to the content, which must come first.
 */
export function withNotice(html: string, notice: string): string {
  return html.replace('</body>', () => `${notice}</body>`);
}

/** The page as it reads, without its scripts: shown under another address, they would look for that one's. */
export function withoutScripts(html: string): string {
  return html.replaceAll(/<script\b[\s\S]*?<\/script>|<link\b[^>]*rel="modulepreload"[^>]*>/g, '');
}

/** What stands in a template of a page, by its id; empty where there is none. */
export function templateIn(html: string, id: string): string {
  const found = new RegExp(`<template id="${id}"[^>]*>([\\s\\S]*?)</template>`).exec(html);
  return found?.[1]?.trim() ?? '';
}

/** The title of a page, as its head says it. */
export function titleOf(html: string): string {
  const said = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '';
  return said
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

/** The language a page is in. */
export function languageOf(html: string): string {
  return /<html\b[^>]*\blang="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** The addresses of what a page is made of besides its text: scripts, style sheets, fonts of this build. */
export function assetsOf(html: string): string[] {
  const named = html.matchAll(/(?:href|src)="(\/(?:_app\/|icon|offline)[^"]*)"|import\("(\/_app\/[^"]+)"\)/g);
  return [...new Set([...named].map((one) => one[1] ?? one[2] ?? ''))].filter(Boolean);
}

/** The addresses of blank forms that a page offers. */
export function blanksIn(html: string): string[] {
  return [...html.matchAll(/\bdata-blank="([^"]+)"/g)].map((one) => (one[1] ?? '').replaceAll('&amp;', '&'));
}

/** A blank form as that of one draft: wherever it names the one that nobody has begun, it names this. */
export function withDraft(html: string, blank: string, draft: string): string {
  return html.replaceAll(blank, draft);
}

/**
 * What the client asks for on every start besides what a page names: the part that shows errors, with all that it is made
 * of, out of the text of the client's entry. Most pages have no client, so nothing else brings it here.
 */
export function errorPartsIn(entry: string): string[] {
  const listed = /m\.f=\[([^\]]*)\]/.exec(entry)?.[1] ?? '';
  const all = [...listed.matchAll(/"([^"]+)"/g)].map((one) => one[1] ?? '');
  const places = /\bnodes\/1\.[^`'"]+[`'"]\),__vite__mapDeps\(\[([\d,]*)\]\)/.exec(entry)?.[1] ?? '';
  return places.split(',').flatMap((place) => all[Number(place)] ?? []);
}
