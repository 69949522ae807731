export { type Facts, judge, type Overdue, refusalsOf, type Verdict, warningsOf } from './check.ts';
