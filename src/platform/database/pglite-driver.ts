import { messages, type PGlite, parse, protocol } from '@electric-sql/pglite';
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { nameOften } from './prepared.ts';
import type { Queue } from './take-turns.ts';
import { asUnavailable } from './unavailable.ts';

const { serialize } = protocol;

/** What is known of a statement once it was asked: the types it takes, and the rows it answers. */
type Shape = {
  readonly takes: readonly number[];
  readonly answers: messages.RowDescriptionMessage | undefined;
};

/** The most statements whose shape is kept: texts with lists in them have no end. */
const SHAPES = 1000;
/** The most statements that stay planned: there is one connection to keep them. */
const PLANS = 200;

/**
 * The one connection of an embedded database. A statement goes to it in one message, where PGlite's own `query` sends six,
 * and what is asked often is read and planned once. Source: bench/README.md, "The demo's first start".
 */
export class EmbeddedConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly #shapes = new Map<string, Shape>();
  readonly #prepared = new Set<string>();
  #nameOf = nameOften(PLANS);

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async executeQuery<R>(asked: CompiledQuery): Promise<QueryResult<R>> {
    const answered = await this.#ask(asked.sql, asked.parameters);
    const [result] = parse.parseResults(answered, this.#pglite.parsers, { rowMode: 'object' });
    return {
      rows: (result?.rows ?? []) as R[],
      ...(result?.affectedRows === undefined ? {} : { numAffectedRows: BigInt(result.affectedRows) }),
    };
  }

  /** One command without parameters; answers the command that was carried out. */
  async command(text: string): Promise<string> {
    const answered = await this.#send(serialize.query(text));
    return answered.findLast((message) => message instanceof messages.CommandCompleteMessage)?.text ?? '';
  }

  // biome-ignore lint/correctness/useYield: there is nothing to stream from.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('an embedded database does not stream');
  }

  /** After the schema may have changed: what was prepared may no longer be true. */
  async forget(): Promise<void> {
    this.#shapes.clear();
    this.#prepared.clear();
    this.#nameOf = nameOften(PLANS);
    await this.command('deallocate all');
  }

  async #ask(text: string, parameters: readonly unknown[]): Promise<messages.BackendMessage[]> {
    const shape = this.#shapes.get(text) ?? (await this.#shapeOf(text));
    const values = parameters.map((value, place) => this.#written(value, shape.takes[place]));
    const name = parameters.length > 0 ? this.#nameOf(text) : undefined;
    if (name === undefined) {
      return this.#send(
        serialize.parse({ text, types: [...shape.takes] }),
        serialize.bind({ values }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      );
    }
    // Apart from what may be refused: a plan stays prepared where its first use was not taken.
    if (!this.#prepared.has(name)) {
      await this.#send(serialize.parse({ name, text, types: [...shape.takes] }), serialize.sync());
      this.#prepared.add(name);
    }
    const answered = await this.#send(
      serialize.bind({ statement: name, values }),
      serialize.execute({}),
      serialize.sync(),
    );
    return shape.answers ? [shape.answers, ...answered] : answered;
  }

  async #shapeOf(text: string): Promise<Shape> {
    const answered = await this.#send(
      serialize.parse({ text }),
      serialize.describe({ type: 'S' }),
      serialize.sync(),
    );
    const shape = {
      takes: answered.find((one) => one instanceof messages.ParameterDescriptionMessage)?.dataTypeIDs ?? [],
      answers: answered.find((one) => one instanceof messages.RowDescriptionMessage),
    };
    if (this.#shapes.size < SHAPES) this.#shapes.set(text, shape);
    return shape;
  }

  #written(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : this.#pglite.serializers[type];
    return serializer ? serializer(value) : String(value);
  }

  async #send(...parts: readonly Uint8Array[]): Promise<messages.BackendMessage[]> {
    const { messages: answered } = await this.#pglite.execProtocol(Buffer.concat(parts), { syncToFs: false });
    return answered;
  }
}

/** One connection goes from hand to hand in the order of asking; who waits longer than `wait` milliseconds is refused. */
export class TurnsDriver implements Driver {
  readonly #connection: EmbeddedConnection;
  readonly #queue: Queue;
  readonly #wait: number;

  constructor(connection: EmbeddedConnection, queue: Queue, wait: number) {
    this.#connection = connection;
    this.#queue = queue;
    this.#wait = wait;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<EmbeddedConnection> {
    await this.#queue.take(this.#wait).catch((error) => {
      throw asUnavailable(error, 'nothing');
    });
    return this.#connection;
  }

  async beginTransaction(connection: EmbeddedConnection): Promise<void> {
    await connection.command('begin');
  }

  async commitTransaction(connection: EmbeddedConnection): Promise<void> {
    if ((await connection.command('commit')) === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: EmbeddedConnection): Promise<void> {
    await connection.command('rollback');
  }

  async releaseConnection(): Promise<void> {
    this.#queue.pass();
  }

  // The database outlives each of the doors to it.
  async destroy(): Promise<void> {}
}
