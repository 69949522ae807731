/** `npm run bench`: all measurements one after the other, or those named: `npm run bench server`. Prints, judges nothing. */
const ALL = [
  'network',
  'allocation',
  'server',
  'balance',
  'record',
  'fund',
  'search',
  'matching',
  'ranking',
  'story',
  'room',
  'sheets',
  'imports',
];
const wanted = process.argv.slice(2).filter((name) => ALL.includes(name));
for (const name of wanted.length > 0 ? wanted : ALL) {
  console.log(`\n== ${name}`);
  await import(`./${name}.ts`);
}
