import { PALETTE } from '#kernel/palette.ts';
import { REFUSALS, type RefusalCode, refuse } from '#kernel/refusal.ts';
import type { Locale } from '#paraglide/runtime.js';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { TAGS } from './document.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { FAULTS, type FaultCode } from './fault.ts';
import { faultTitle } from './problem.ts';

const pages = new Map<Locale, string>();

/** The page at the API's root: every address, and every problem with what would change it. */
export function indexPage(locale: Locale): string {
  const known = pages.get(locale);
  if (known) return known;
  const made = makePage(locale);
  pages.set(locale, made);
  return made;
}

function makePage(locale: Locale): string {
  const say = (key: string) => escaped(messageFor(`api.${key}`, {}, locale) ?? key);
  const tags = Object.keys(TAGS).filter((tag): tag is Endpoint['tag'] => Object.hasOwn(TAGS, tag));
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pilar API</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: ${PALETTE.ink}; background: ${PALETTE.card} }
  h1 { margin: 1rem 0 0 } h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid ${PALETTE.line2} }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid ${PALETTE.line} }
  code { font: .875rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere } a { color: ${PALETTE.teal} }
  tr:target { background: ${PALETTE.ochreTint} }
  @media (max-width: 40rem) { td, th { display: block; border: 0; padding: 0 } tr { display: block; padding: .6rem 0; border-bottom: 1px solid ${PALETTE.line} } thead { display: none } }
</style>
<main>
<h1>Pilar API</h1>
<p>${say('about')}</p>
<p><a href="/api/v1/openapi.json">${say('document')}</a></p>
${tags.map((tag) => group(tag, say)).join('\n')}
<h2 id="problems">${say('problems')}</h2>
<table><thead><tr><th>${say('status')}</th><th>${say('code')}</th><th>${say('meaning')}</th></tr></thead><tbody>
${problems(locale)
  .map(
    (one) =>
      `<tr id="${one.code}"><td>${one.status}</td><td><code>${one.code}</code></td><td>${escaped(one.title)} ${escaped(one.remedy)}</td></tr>`,
  )
  .join('\n')}
</tbody></table>
</main>
</html>
`;
}

function group(tag: Endpoint['tag'], say: (key: string) => string): string {
  const rows = ENDPOINTS.filter((one) => one.tag === tag).map(
    ({ method, path, summary, access }) =>
      `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${path}</code></td><td lang="en">${escaped(summary)}</td><td>${access === 'public' ? say('public') : `<code>${access}</code>`}</td></tr>`,
  );
  return `<h2 id="${tag}">${say(`tag.${tag}`)}</h2>
<table><thead><tr><th>${say('method')}</th><th>${say('address')}</th><th>${say('does')}</th><th>${say('scope')}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

function problems(locale: Locale): { code: string; status: number; title: string; remedy: string }[] {
  const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);
  const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code);
  return [
    ...Object.keys(FAULTS)
      .filter(isFaultCode)
      .map((code) => ({
        code,
        status: FAULTS[code],
        title: faultTitle(code, locale),
        remedy: messageFor(`fault.${code}.remedy`, {}, locale) ?? '',
      })),
    ...Object.keys(REFUSALS)
      .filter(isRefusalCode)
      .map((code) => ({ code, status: refusalStatus(refuse(code)), ...wordRefusal(refuse(code), locale) })),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
