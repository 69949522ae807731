/** Where a map of the whole world shows a point: the address is written by the server, no map is loaded by the page. */
export function mapOfPoint(latitude: string, longitude: string): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`;
}

/** The same for the maps that a phone has. */
export function geoOfPoint(latitude: string, longitude: string): string {
  return `geo:${latitude},${longitude}?q=${latitude},${longitude}`;
}

/** A point as it is written, latitude first; empty where none was recorded. */
export function pointText(
  at: { readonly latitude: string | null; readonly longitude: string | null } | undefined,
): string {
  return !at || at.latitude === null || at.longitude === null ? '' : `${at.latitude}, ${at.longitude}`;
}
