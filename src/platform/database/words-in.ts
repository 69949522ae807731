import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** What `like` compares with to find a word anywhere, whatever signs it has. */
export function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * Whether all the words stand in a column, wherever. Column and words are keys (`nameKey`); `column` is written in code,
 * never by a client. Asked without words, it is not asked.
 */
export function wordsIn(column: string, words: readonly string[]): RawBuilder<SqlBool> {
  const each = words.map((word) => sql`${sql.ref(column)} like ${containing(word)}`);
  return sql`(${sql.join(each, sql` and `)})`;
}
