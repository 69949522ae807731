export { type IssuePaper, issuePaper } from './issue-paper.service.ts';
export {
  type LetterDraft,
  type LetterOverview,
  letterDraft,
  letterOverview,
} from './letter-overview.service.ts';
export {
  askToSetLetterhead,
  LARGEST_LOGO,
  type LetterheadOverview,
  letterheadOverview,
  setLetterhead,
} from './letterhead.service.ts';
export { HEAD_LINES } from './letterhead.ts';
export { type Numbering, numberings, setLetterPattern } from './numbering.service.ts';
export type { Paper, PaperSize } from './paper.ts';
export { isPaperForm, PAPER_FORMS, type PaperForm, paperOf } from './papers.service.ts';
export { picturesOf } from './pictures.service.ts';
export type { PaperSetting } from './setting.ts';
export {
  askToKeepTemplate,
  endTemplate,
  keepTemplate,
  LARGEST_TEMPLATE,
  type TemplateList,
  type TemplateOverview,
  templateLists,
  templateOverview,
} from './template.service.ts';
export { writePaper } from './write-paper.service.ts';
export { writingTemplate } from './writing.ts';
export { MEDIA_TYPES, PAPER_FORMATS, type PaperFormat } from './written-paper.ts';
