export { type End, LINK_KINDS, type Link, type LinkKind, lineOf, link, successorOf } from './link.store.ts';
