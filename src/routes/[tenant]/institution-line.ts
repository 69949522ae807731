/** An institution with its village, which many carry in their name already: `PKK Pasir Impun`, `RW 01, Pasir Impun`. */
export function institutionLine(institution: string, village: string): string {
  return institution.endsWith(village) ? institution : `${institution}, ${village}`;
}
