export { askToScan, attachScan, mandateAt } from './letter.service.ts';
export {
  insertLetter,
  isNumberTaken,
  type Letter,
  type LetterPattern,
  letterById,
  letterPatterns,
  lettersAbout,
  nextSequence,
  setPattern,
} from './letter.store.ts';
export {
  letterNumber,
  NUMBER_PARTS,
  officeCode,
  readLetterNumber,
  readPattern,
  USUAL_PATTERN,
} from './letter-number.ts';
export {
  type KeptLetterhead,
  keepLetterhead,
  letterheadsOf,
} from './letterhead.store.ts';
export {
  currentTemplate,
  insertTemplate,
  type PaperTemplate,
  templatesOf,
} from './paper-template.store.ts';
