export { decreedHolidays, firstHolidays } from './decreed-holidays.ts';
export { deleteHoliday, holidays, holidaysBetween, saveHolidays } from './holiday.store.ts';
export {
  type CalendarChange,
  changeBy,
  HOLIDAY_KINDS,
  type Holiday,
  type HolidayKind,
} from './holiday.ts';
export {
  HOLIDAY_COLUMNS,
  HOLIDAY_FILE_LIMITS,
  HOLIDAY_KIND_WORDS,
  type HolidayProblem,
  readHolidayFile,
  readingHolidays,
} from './holiday-file.ts';
