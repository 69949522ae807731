export { type Answers, isAnswered, placesIn, readAnswers, type ShownAnswer, shownAnswers } from './field.ts';
