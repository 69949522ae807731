export { type NamedAnswer, namedAnswers } from './answers.service.ts';
export { type Answers, placesIn, readAnswers, type ShownAnswer, shownAnswers } from './field.ts';
