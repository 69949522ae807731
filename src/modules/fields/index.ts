export { type NamedAnswer, namedAnswers } from './answers.service.ts';
export { type Answers, type Known, placesIn, readAnswers, type ShownAnswer, shownAnswers } from './field.ts';
export { choosable, choosableOf } from './institution.store.ts';
