export { firstRecordedYear, keepEarlierYear } from './earlier-year.service.ts';
export { type EarlierYear, SOURCE_LENGTH, type TypedYear } from './earlier-year.ts';
export { type FieldFigure, type FieldYear, leftBehind, shareMoved } from './field-year.ts';
export { fieldYears } from './field-years.service.ts';
export { type Gaps, gapsOf, type PlaceByField } from './gaps.service.ts';
export { mayKeep } from './keeper.ts';
export { NEWS_LENGTHS, publishNews, withdrawNews } from './news.service.ts';
export { type NewsItem, newsOf } from './news.store.ts';
