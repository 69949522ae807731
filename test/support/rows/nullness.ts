/** Which columns of a statement can be null, told from the tree that PostgreSQL made of it. Where it cannot tell, they can. */
import { type Field, isNode, type Node, nodesIn, numberIn, readTree } from './node-tree.ts';

/** What is asked of the database once, for all statements. */
export type Catalogue = {
  /** `table column` of those that are declared not null. */
  readonly neverNull: ReadonlySet<string>;
  /** What a view was made of, by its number. */
  readonly views: ReadonlyMap<string, string>;
  /** Functions, by number, that never answer null. */
  readonly never: ReadonlySet<string>;
  /** Functions and operators, by number, that answer null only to null. */
  readonly total: { readonly functions: ReadonlySet<string>; readonly operators: ReadonlySet<string> };
};

/** A column that a statement answers; `origin` is the table and column it is taken from unchanged, `0 0` where it is none. */
export type AnsweredColumn = { readonly name: string; readonly nullable: boolean; readonly origin: string };

/** A query, and those it stands within. */
type Place = { readonly query: Node; readonly outer: Place | undefined };

/** Kinds of what a query reads from (`RTEKind`). */
const RELATION = '0';
const SUBQUERY = '1';
const JOIN = '2';
const CTE = '6';
const GROUP = '9';

export function nullness(catalogue: Catalogue, parameterMayBeNull: readonly boolean[]) {
  /** The columns that a query answers, by name, and whether each can be null. */
  function columns(query: Node, outer?: Place): AnsweredColumn[] {
    return targets(query).map((target) => ({
      name: String(target.fields.resname),
      origin: `${target.fields.resorigtbl} ${target.fields.resorigcol}`,
      nullable: target.fields.expr !== undefined && columnMayBeNull(query, target, outer),
    }));
  }

  function columnMayBeNull(query: Node, target: Node, outer: Place | undefined): boolean {
    const united = nodesIn(query.fields.setOperations);
    if (united.length === 0) return mayBeNull(target.fields.expr, { query, outer });
    // Of queries united, each.
    return leaves(united).some((leaf) => {
      const table = tableAt(query, leaf);
      return table === undefined || answers(table, numberIn(target.fields.resno), { query, outer });
    });
  }

  const leaves = (nodes: readonly Node[]): number[] =>
    nodes.flatMap((node) =>
      node.tag === 'RANGETBLREF'
        ? [numberIn(node.fields.rtindex)]
        : leaves([...nodesIn(node.fields.larg), ...nodesIn(node.fields.rarg)]),
    );

  /** Whether a column of what a query reads from can be null. */
  function answers(table: Node, column: number, place: Place): boolean {
    switch (table.fields.rtekind) {
      case RELATION: {
        const view = catalogue.views.get(String(table.fields.relid));
        if (view === undefined) return !catalogue.neverNull.has(`${table.fields.relid} ${column}`);
        const [query] = nodesIn(readTree(view));
        return query === undefined || (columns(query)[column - 1]?.nullable ?? true);
      }
      case SUBQUERY: {
        const [query] = nodesIn(table.fields.subquery);
        return query === undefined || (columns(query, place)[column - 1]?.nullable ?? true);
      }
      case CTE: {
        let at: Place | undefined = place;
        for (let level = numberIn(table.fields.ctelevelsup); level > 0; level--) at = at?.outer;
        const named = nodesIn(at?.query.fields.cteList).find(
          (one) => one.fields.ctename === table.fields.ctename,
        );
        const [query] = nodesIn(named?.fields.ctequery);
        // One that asks itself would not end.
        if (query === undefined || named?.fields.cterecursive === 'true') return true;
        return columns(query, at)[column - 1]?.nullable ?? true;
      }
      case JOIN:
        return mayBeNull(fieldAt(table.fields.joinaliasvars, column), place);
      case GROUP:
        return mayBeNull(fieldAt(table.fields.groupexprs, column), place);
      default:
        return true;
    }
  }

  /** Whether an expression can be null. */
  function mayBeNull(field: Field, place: Place): boolean {
    if (!isNode(field)) return true;
    const { tag, fields } = field;
    const any = (of: Field) => nodesIn(of).some((one) => mayBeNull(one, place));
    switch (tag) {
      case 'VAR': {
        let at: Place | undefined = place;
        for (let level = numberIn(fields.varlevelsup); level > 0; level--) at = at?.outer;
        const table = at && tableAt(at.query, numberIn(fields.varno));
        if (!at || !table) return true;
        if (conditions(at.query).some((one) => rulesOutNull(one, field))) return false;
        // Where an outer join finds nothing, it is null.
        if (!isEmptySet(fields.varnullingrels)) return true;
        return answers(table, numberIn(fields.varattno), at);
      }
      case 'CONST':
        return fields.constisnull === 'true';
      case 'PARAM':
        return parameterMayBeNull[numberIn(fields.paramid) - 1] ?? true;
      case 'AGGREF': {
        if (catalogue.never.has(String(fields.aggfnoid))) return false;
        // Of no rows there is no sum; a group has rows.
        const grouped = nodesIn(place.query.fields.groupClause).length > 0;
        return !grouped || fields.aggfilter !== undefined || any(fields.args);
      }
      case 'TARGETENTRY':
        return mayBeNull(fields.expr, place);
      case 'WINDOWFUNC':
        return !catalogue.never.has(String(fields.winfnoid));
      case 'COALESCEEXPR':
      case 'MINMAXEXPR':
        return nodesIn(fields.args).every((one) => mayBeNull(one, place));
      case 'NULLTEST':
      case 'BOOLEANTEST':
      case 'DISTINCTEXPR':
      case 'ARRAYEXPR':
      case 'ROWEXPR':
      case 'SQLVALUEFUNCTION':
        return false;
      case 'CASEEXPR':
        return (
          mayBeNull(fields.defresult, place) ||
          nodesIn(fields.args).some((one) => mayBeNull(one.fields.result, place))
        );
      case 'FUNCEXPR':
        if (catalogue.never.has(String(fields.funcid))) return false;
        return !(isCast(field) || catalogue.total.functions.has(String(fields.funcid))) || any(fields.args);
      case 'OPEXPR':
        return !catalogue.total.operators.has(String(fields.opno)) || any(fields.args);
      case 'SCALARARRAYOPEXPR':
      case 'BOOLEXPR':
        return any(fields.args);
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
        return mayBeNull(fields.arg, place);
      case 'SUBLINK':
        return sublinkMayBeNull(field, place);
      default:
        return true;
    }
  }

  function sublinkMayBeNull({ fields }: Node, place: Place): boolean {
    const [query] = nodesIn(fields.subselect);
    const EXISTS = '0';
    const VALUE = '4';
    const LIST = '6';
    if (fields.subLinkType === EXISTS || fields.subLinkType === LIST) return false;
    if (fields.subLinkType !== VALUE || !query) return true;
    // A figure of all rows is there, even of none.
    const always =
      query.fields.hasAggs === 'true' &&
      nodesIn(query.fields.groupClause).length === 0 &&
      query.fields.havingQual === undefined &&
      query.fields.limitOffset === undefined;
    return !always || (columns(query, place)[0]?.nullable ?? true);
  }

  return (tree: string): AnsweredColumn[] => {
    const [query] = nodesIn(readTree(tree));
    if (!query) throw new Error('no statement was kept');
    return columns(query);
  };
}

const targets = (query: Node): Node[] =>
  nodesIn(query.fields.commandType === '1' ? query.fields.targetList : query.fields.returningList).filter(
    (target) => target.fields.resjunk !== 'true',
  );

const tableAt = (query: Node, place: number): Node | undefined => nodesIn(query.fields.rtable)[place - 1];

function fieldAt(list: Field, place: number): Field {
  return Array.isArray(list) ? list[place - 1] : undefined;
}

const isCast = ({ fields }: Node) => fields.funcformat === '1' || fields.funcformat === '2';

/** `(b)`, as sets are written. */
const isEmptySet = (field: Field) => Array.isArray(field) && field.length === 1;

/** What holds of every row that a query answers: all of these, since they are joined by "and". */
function conditions(query: Node): Node[] {
  const and = (node: Node): Node[] =>
    node.tag === 'BOOLEXPR' && node.fields.boolop === 'and' ? nodesIn(node.fields.args).flatMap(and) : [node];
  const within = (node: Node): Node[] => {
    if (node.tag === 'JOINEXPR' && node.fields.jointype !== '0') return [];
    return [
      ...nodesIn(node.fields.quals).flatMap(and),
      ...nodesIn(node.fields.fromlist).flatMap(within),
      ...nodesIn(node.fields.larg).flatMap(within),
      ...nodesIn(node.fields.rarg).flatMap(within),
    ];
  };
  return nodesIn(query.fields.jointree).flatMap(within);
}

/** Whether a condition is never true of a column that is null: `is not null`, and every comparison. */
function rulesOutNull(condition: Node, column: Node): boolean {
  const { tag, fields } = condition;
  const isColumn = (node: Node) =>
    node.tag === 'VAR' &&
    node.fields.varno === column.fields.varno &&
    node.fields.varattno === column.fields.varattno &&
    String(node.fields.varnullingrels) === String(column.fields.varnullingrels) &&
    node.fields.varlevelsup === '0';
  if (tag === 'NULLTEST') return fields.nulltesttype === '1' && nodesIn(fields.arg).some(isColumn);
  if (tag === 'OPEXPR' || tag === 'SCALARARRAYOPEXPR') return nodesIn(fields.args).some(isColumn);
  return false;
}
