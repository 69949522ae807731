/** Where a map of the whole world shows a point: the address is written by the server, no map is loaded by the page. */
export function mapOfPoint(latitude: string, longitude: string): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`;
}

/** The same for the maps that a phone has. */
export function geoOfPoint(latitude: string, longitude: string): string {
  return `geo:${latitude},${longitude}?q=${latitude},${longitude}`;
}
