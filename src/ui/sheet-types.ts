/** What a field for a spreadsheet takes. */
export const SHEET_TYPES =
  '.xlsx,.csv,.tsv,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
