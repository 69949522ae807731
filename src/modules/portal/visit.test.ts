import { expect, test } from 'vitest';
import { isVisit, type Opened } from './visit.ts';

const OPENED: Opened = {
  method: 'GET',
  status: 200,
  mediaType: 'text/html; charset=utf-8',
  userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/140',
  purpose: null,
  isSignedIn: false,
};

test.each<[string, Partial<Opened>, boolean]>([
  ['a page that somebody opens', {}, true],
  ['a page that is as the browser has it', { status: 304, mediaType: null }, true],
  ['a page that was never there', { status: 404 }, false],
  ['a page that leads on', { status: 303, mediaType: null }, false],
  ['a file', { mediaType: 'text/csv' }, false],
  ['an answer that says not what it is', { mediaType: null }, false],
  ['a form that is sent', { method: 'POST' }, false],
  ['a head alone', { method: 'HEAD' }, false],
  ['an officer at work', { isSignedIn: true }, false],
  ['a search engine', { userAgent: 'Mozilla/5.0 (compatible; Examplebot/2.1)' }, false],
  ['a chat that shows what a link leads to', { userAgent: 'LinkPreview/1.0' }, false],
  ['a command', { userAgent: 'curl/8.5' }, false],
  ['who does not say what they are', { userAgent: null }, false],
  ['a page that a browser fetches ahead of time', { purpose: 'prefetch;prerender' }, false],
])('%s', (_, change, counts) => {
  expect(isVisit({ ...OPENED, ...change })).toBe(counts);
});
