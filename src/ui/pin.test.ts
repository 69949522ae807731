import { expect, test } from 'vitest';
import { frameText, PIN_MAP, pixelOf, pointAt, tappedPoint } from './pin.ts';

const FRAME = { west: 107.6, south: -6.92, east: 107.62, north: -6.9 };

test('the corners and the middle of the map are those of its part of the earth, north up', () => {
  expect(pointAt(FRAME, 0, 0)).toEqual({ latitude: '-6.900000', longitude: '107.600000' });
  expect(pointAt(FRAME, PIN_MAP, PIN_MAP)).toEqual({ latitude: '-6.920000', longitude: '107.620000' });
  expect(pointAt(FRAME, PIN_MAP / 2, PIN_MAP / 4)).toEqual({
    latitude: '-6.905000',
    longitude: '107.610000',
  });
});

test('a point lies on the map where it was tapped, typed with a comma as well', () => {
  const at = pixelOf(FRAME, pointAt(FRAME, 100, 30));
  expect(at?.x).toBeCloseTo(100, 1);
  expect(at?.y).toBeCloseTo(30, 1);
  expect(pixelOf(FRAME, { latitude: '-6,91', longitude: ' 107,61 ' })?.x).toBeCloseTo(PIN_MAP / 2, 5);
});

test.each([
  ['north of it', '-6.8', '107.61'],
  ['west of it', '-6.91', '107.5'],
  ['east of it', '-6.91', '107.7'],
  ['south of it', '-7', '107.61'],
  ['no number', 'x', '107.61'],
  ['half a point', '-6.91', ''],
  ['none', '', ''],
])('a point %s is not drawn', (_, latitude, longitude) => {
  expect(pixelOf(FRAME, { latitude, longitude })).toBeUndefined();
});

test('a form that was sent by tapping has the point, one that was sent otherwise has none', () => {
  const frame = frameText(FRAME);
  expect(tappedPoint(frame, '0', '0')).toEqual({ latitude: '-6.900000', longitude: '107.600000' });
  expect(tappedPoint(frame, String(PIN_MAP), '0')).toEqual({
    latitude: '-6.900000',
    longitude: '107.620000',
  });
  expect(tappedPoint(frame, '', '')).toBeUndefined();
});

test.each([
  ['outside of the map', frameText(FRAME), '289', '5'],
  ['below it', frameText(FRAME), '5', '289'],
  ['no pixel', frameText(FRAME), '-1', '5'],
  ['half a pixel', frameText(FRAME), '1.5', '5'],
  ['no frame', '', '5', '5'],
  ['half a frame', '107 -7', '5', '5'],
  ['a frame of another planet', '107 -97 108 -6', '5', '5'],
  ['a frame around the earth twice', '107 -7 361 -6', '5', '5'],
])('%s: nothing was tapped', (_, frame, x, y) => {
  expect(tappedPoint(frame, x, y)).toBeUndefined();
});
