/**
 * The SQL statements that code writes with Kysely's `sql`, found and written out by the TypeScript compiler: constants,
 * conditions and functions that answer parts of a statement are put in their place, values become parameters.
 */
import { relative } from 'node:path';
import ts from 'typescript';

/** A column as the code believes it: of a row that a statement answers, or of a table. */
export type BelievedColumn = { readonly name: string; readonly type: ts.Type; readonly optional: boolean };

export type Statement = {
  /** `file:line:column` */
  readonly site: string;
  /** As it is sent, in as many variants as it takes to send each of its parts once; `nulls` says which parameters may be null. */
  readonly variants: readonly { readonly text: string; readonly nulls: readonly boolean[] }[];
  /** What `sql<T>` says of a row; undefined where it says nothing. */
  readonly row: readonly BelievedColumn[] | undefined;
};

export type BelievedTable = {
  readonly site: string;
  readonly name: string;
  readonly columns: readonly BelievedColumn[];
};

/** Thrown with the place that could not be followed: written in a way that this file does not know yet. */
export class NotFollowed extends Error {
  constructor(node: ts.Node) {
    super(`${siteOf(node)} cannot be written out: ${node.getText()}`);
  }
}

export function siteOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative('.', file.fileName)}:${line + 1}:${character + 1}`;
}

/** Reads files as the editor does; nothing is checked before its type is asked for. */
export function readProgram(files: readonly string[]): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  return ts.createProgram(files, { ...config?.options, noEmit: true });
}

/** Every statement of these files that is executed, and every table that was named to Kysely. */
export function statementsIn(
  program: ts.Program,
  files: readonly string[],
): { statements: Statement[]; tables: BelievedTable[] } {
  const types = program.getTypeChecker();
  const statements: Statement[] = [];
  const tables = new Map<string, BelievedTable>();
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && isSql(node.tag)) {
      if (isExecuted(node)) statements.push(statementOf(node, types));
      else if (node.typeArguments) throw new NotFollowed(node);
    }
    if (ts.isCallExpression(node) && nameCalled(node) === 'withTables') {
      for (const table of tablesOf(node, types)) tables.set(`${table.site} ${table.name}`, table);
    }
    ts.forEachChild(node, visit);
  };
  for (const name of files) {
    const file = program.getSourceFile(name);
    if (file) visit(file);
  }
  return { statements, tables: [...tables.values()] };
}

const isSql = (tag: ts.Node) => ts.isIdentifier(tag) && tag.text === 'sql';

const isExecuted = (node: ts.Node) =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'execute';

function nameCalled(call: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;
}

function columnsOf(type: ts.Type, at: ts.Node, types: ts.TypeChecker): BelievedColumn[] {
  return types.getPropertiesOfType(type).map((property) => ({
    name: property.name,
    type: types.getTypeOfSymbolAtLocation(property, at),
    optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
  }));
}

/** The tables in `withTables<T>()`, each where its type is written. */
function tablesOf(call: ts.CallExpression, types: ts.TypeChecker): BelievedTable[] {
  const [named] = call.typeArguments ?? [];
  if (!named) throw new NotFollowed(call);
  return types.getPropertiesOfType(types.getTypeFromTypeNode(named)).map((table) => ({
    site: siteOf(table.valueDeclaration ?? call),
    name: table.name,
    columns: columnsOf(types.getTypeOfSymbolAtLocation(table, call), call, types),
  }));
}

function statementOf(node: ts.TaggedTemplateExpression, types: ts.TypeChecker): Statement {
  const variants = [writeOut(node, types, 0)];
  const ways = variants[0]?.ways ?? 1;
  for (let variant = 1; variant < ways; variant++) variants.push(writeOut(node, types, variant));
  const [named] = node.typeArguments ?? [];
  return {
    site: siteOf(node),
    variants,
    row: named && columnsOf(types.getTypeFromTypeNode(named), node, types),
  };
}

/** What names stand for where they are not constants: the arguments of a call that is followed. */
type Scope = ReadonlyMap<ts.Symbol, { readonly expression: ts.Expression; readonly scope: Scope } | string>;

const NOTHING: Scope = new Map();

/** Writes a statement out; where the code may go several ways, it goes the `variant`th, or the last there is. */
function writeOut(
  statement: ts.TaggedTemplateExpression,
  types: ts.TypeChecker,
  variant: number,
): { text: string; nulls: boolean[]; ways: number } {
  const nulls: boolean[] = [];
  let ways = 1;

  function oneOf<T>(list: readonly T[], at: ts.Node): T {
    ways = Math.max(ways, list.length);
    const chosen = list[Math.min(variant, list.length - 1)];
    if (chosen === undefined) throw new NotFollowed(at);
    return chosen;
  }

  const isPart = (node: ts.Expression) =>
    types.getTypeAtLocation(node).getProperty('toOperationNode') !== undefined;

  function value(node: ts.Expression): string {
    const type = types.getTypeAtLocation(node);
    nulls.push(types.getNonNullableType(type) !== type || (type.flags & ts.TypeFlags.Null) !== 0);
    return `$${nulls.length}`;
  }

  function template(node: ts.TemplateLiteral, scope: Scope): string {
    if (ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
    return node.templateSpans.reduce(
      (text, { expression, literal }) =>
        text + (isPart(expression) ? part(expression, scope) : value(expression)) + literal.text,
      node.head.text,
    );
  }

  /** A part of a statement. */
  function part(node: ts.Expression, scope: Scope): string {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return part(node.expression, scope);
    if (ts.isTaggedTemplateExpression(node) && isSql(node.tag)) return template(node.template, scope);
    if (ts.isConditionalExpression(node)) return part(oneOf([node.whenTrue, node.whenFalse], node), scope);
    if (ts.isCallExpression(node)) return called(node, scope);
    const found = whatIs(node, scope);
    return part(found.expression, found.scope);
  }

  function called(node: ts.CallExpression, scope: Scope): string {
    const [first, second] = node.arguments;
    if (ts.isPropertyAccessExpression(node.expression) && isSql(node.expression.expression) && first) {
      switch (node.expression.name.text) {
        case 'join':
          return list(first, scope).join(second ? part(second, scope) : ', ');
        case 'ref':
        case 'table':
        case 'id':
          return literal(first, scope)
            .split('.')
            .map((name) => `"${name}"`)
            .join('.');
        case 'raw':
          return literal(first, scope);
      }
    }
    const answer = answerOf(node, scope);
    return part(answer.expression, answer.scope);
  }

  /** What a function of ours answers, with its arguments in the place of its parameters. */
  function answerOf(call: ts.CallExpression, scope: Scope): { expression: ts.Expression; scope: Scope } {
    const made = types.getResolvedSignature(call)?.declaration;
    if (!made || !('body' in made) || !made.body) throw new NotFollowed(call);
    const inner = new Map(scope);
    made.parameters.forEach((parameter, i) => {
      const symbol = types.getSymbolAtLocation(parameter.name);
      const argument = call.arguments[i];
      if (symbol && argument) inner.set(symbol, { expression: argument, scope });
    });
    return { expression: oneOf(answersOf(made.body), call), scope: inner };
  }

  /** The parts in a list, in order. */
  function list(node: ts.Expression, scope: Scope): string[] {
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.flatMap((one) =>
        ts.isSpreadElement(one) ? list(one.expression, scope) : [isPart(one) ? part(one, scope) : value(one)],
      );
    }
    if (ts.isCallExpression(node)) {
      if (nameCalled(node) === 'map') return mapped(node, scope);
      const answer = answerOf(node, scope);
      return list(answer.expression, answer.scope);
    }
    const found = whatIs(node, scope);
    return [
      ...list(found.expression, found.scope),
      ...pushedOnto(node, types).map((one) => part(one, found.scope)),
    ];
  }

  /** A part for each of the words that a list may hold, or one where it may hold anything. */
  function mapped(node: ts.CallExpression, scope: Scope): string[] {
    const [each] = node.arguments;
    if (!each || !ts.isArrowFunction(each)) throw new NotFollowed(node);
    const answer = oneOf(answersOf(each.body), each);
    const [parameter] = each.parameters;
    const symbol = parameter && types.getSymbolAtLocation(parameter.name);
    const words = parameter ? wordsOf(types.getTypeAtLocation(parameter.name)) : [];
    if (!symbol || words.length === 0) return [part(answer, scope)];
    return words.map((word) => part(answer, new Map([...scope, [symbol, word]])));
  }

  /** A name written in code. */
  function literal(node: ts.Expression, scope: Scope): string {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTemplateExpression(node)) {
      return node.templateSpans.reduce(
        (text, span) => text + literal(span.expression, scope) + span.literal.text,
        node.head.text,
      );
    }
    const symbol = types.getSymbolAtLocation(node);
    const bound = symbol && scope.get(symbol);
    if (typeof bound === 'string') return bound;
    if (bound) return literal(bound.expression, bound.scope);
    const words = wordsOf(types.getTypeAtLocation(node));
    if (words.length > 0) return oneOf(words, node);
    const found = whatIs(node, scope);
    return literal(found.expression, found.scope);
  }

  /** What a name, or a member of a table written in code, stands for. */
  function whatIs(node: ts.Expression, scope: Scope): { expression: ts.Expression; scope: Scope } {
    if (ts.isElementAccessExpression(node)) {
      return member(node.expression, literal(node.argumentExpression, scope), scope);
    }
    if (ts.isPropertyAccessExpression(node)) return member(node.expression, node.name.text, scope);
    if (!ts.isIdentifier(node)) throw new NotFollowed(node);
    const symbol = symbolOf(node, types);
    const bound = symbol && scope.get(symbol);
    if (bound && typeof bound !== 'string') return bound;
    const made = symbol?.valueDeclaration;
    if (made && ts.isVariableDeclaration(made) && made.initializer) {
      return { expression: made.initializer, scope };
    }
    if (made && ts.isBindingElement(made)) {
      const whole = made.parent.parent;
      if (ts.isVariableDeclaration(whole) && whole.initializer) {
        return member(whole.initializer, (made.propertyName ?? made.name).getText(), scope);
      }
    }
    // What every caller of this file hands over.
    if (made && ts.isParameter(made)) {
      return { expression: oneOf(argumentsFor(made, types), node), scope: NOTHING };
    }
    throw new NotFollowed(node);
  }

  function member(
    whole: ts.Expression,
    name: string,
    scope: Scope,
  ): { expression: ts.Expression; scope: Scope } {
    if (ts.isParenthesizedExpression(whole)) return member(whole.expression, name, scope);
    if (!ts.isObjectLiteralExpression(whole)) {
      const found = whatIs(whole, scope);
      return member(found.expression, name, found.scope);
    }
    const property = whole.properties.find((one) => one.name?.getText().replaceAll("'", '') === name);
    if (property && ts.isPropertyAssignment(property)) return { expression: property.initializer, scope };
    throw new NotFollowed(whole);
  }

  const text = template(statement.template, NOTHING);
  return { text, nulls, ways };
}

function symbolOf(node: ts.Identifier, types: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = types.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? types.getAliasedSymbol(symbol) : symbol;
}

/** The words that a type allows; none when it allows others too. */
function wordsOf(type: ts.Type): string[] {
  const list = type.isUnion() ? type.types : [type];
  const words = list.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  return words.length === list.length ? words : [];
}

/** What a function may answer. */
function answersOf(body: ts.ConciseBody): ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const answers: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) answers.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return answers;
}

/** What is pushed onto a list after it was made. */
function pushedOnto(list: ts.Expression, types: ts.TypeChecker): ts.Expression[] {
  const symbol = types.getSymbolAtLocation(list);
  const pushed: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'push' &&
      types.getSymbolAtLocation(node.expression.expression) === symbol
    ) {
      pushed.push(...node.arguments);
    }
    ts.forEachChild(node, visit);
  };
  const made = symbol?.valueDeclaration;
  if (made) visit(ts.findAncestor(made, ts.isBlock) ?? made.getSourceFile());
  return pushed;
}

/** What callers in its own file hand over for a parameter. */
function argumentsFor(parameter: ts.ParameterDeclaration, types: ts.TypeChecker): ts.Expression[] {
  const made = parameter.parent;
  const place = made.parameters.indexOf(parameter);
  const handed: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && types.getResolvedSignature(node)?.declaration === made) {
      const argument = node.arguments[place];
      if (argument) handed.push(argument);
    }
    ts.forEachChild(node, visit);
  };
  visit(parameter.getSourceFile());
  return handed;
}
