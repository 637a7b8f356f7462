// Finds the options of the board's variables, one after the other, and chooses among them.
import type { Board, BoardVariable, VariableOption } from './board';
import { type Chosen, type ChosenVariable, type Missed, Interpolator } from './interpolate';
import { askInstant, askLabelValues } from './prometheus';
import type { Span } from './time';

const ALL = '$__all';

interface Asking {
  prometheus: string;
  span: Span;
  plain: Record<string, string>;
  wanted: Record<string, string[]>;
  missed: Missed;
}

/** What each variable stands for; one that has no value is told through *problem*. */
export async function chooseVariables(
  board: Board, asking: Asking, problem: (text: string) => void,
): Promise<Chosen> {
  const chosen: Chosen = new Map();
  const list = board.templating?.list ?? [];
  for (const name of Object.keys(asking.wanted)) {
    if (!list.some((variable) => variable.name === name)) {
      problem(`the board has no variable ${name}`);
    }
  }
  for (const variable of list) {
    try {
      const interpolator = new Interpolator(chosen, asking.plain, asking.missed);
      const options = await optionsOf(variable, asking, interpolator);
      chosen.set(variable.name, choose(variable, options, asking.wanted[variable.name]));
      if (options.length === 0) {
        problem(`variable ${variable.name} has no value`);
      }
    } catch (error) {
      problem(`variable ${variable.name}: ${(error as Error).message}`);
      chosen.set(variable.name, choose(variable, [], asking.wanted[variable.name]));
    }
  }
  return chosen;
}

function queryOf(variable: BoardVariable): string {
  return typeof variable.query === 'string' ? variable.query : (variable.query?.query ?? '');
}

async function optionsOf(
  variable: BoardVariable, asking: Asking, interpolator: Interpolator,
): Promise<VariableOption[]> {
  switch (variable.type) {
    case 'datasource': {
      const { text, value } = variable.current ?? {};
      return [{ text: String(text ?? 'Prometheus'), value: String(value ?? 'prometheus') }];
    }
    case 'constant':
    case 'textbox':
      return [{ text: queryOf(variable), value: queryOf(variable) }];
    case 'custom':
    case 'interval':
      return customOptions(queryOf(variable));
    case 'query': {
      const found = await queryValues(interpolator.query(queryOf(variable)), asking);
      return sorted(filtered(found, variable.regex), variable.sort ?? 0);
    }
    default:
      throw new Error(`variables of type ${variable.type} are not drawn`);
  }
}

/** Read "a, b : c": the option a, and c that is shown as b. */
export function customOptions(query: string): VariableOption[] {
  return query.split(/(?<!\\),/).map((part) => {
    const [text, value] = part.trim().split(/\s+:\s+/);
    return { text, value: value ?? text };
  }).filter((option) => option.text !== '');
}

async function queryValues(query: string, asking: Asking): Promise<string[]> {
  const { from_ms, to_ms } = asking.span;
  const labels = /^\s*label_values\(\s*(?:(.+),)?\s*([\w.]+)\s*\)\s*$/s.exec(query);
  if (labels) {
    return askLabelValues(asking.prometheus, labels[2], labels[1]?.trim(), from_ms, to_ms);
  }
  const metrics = /^\s*metrics\((.*)\)\s*$/s.exec(query);
  if (metrics) {
    const names = await askLabelValues(asking.prometheus, '__name__', undefined, from_ms, to_ms);
    return names.filter((name) => new RegExp(metrics[1]).test(name));
  }
  const result = /^\s*query_result\((.*)\)\s*$/s.exec(query);
  if (result) {
    const rows = await askInstant(asking.prometheus, result[1], to_ms);
    return rows.map(({ metric, values }) => {
      const { __name__, ...rest } = metric;
      const inside = Object.entries(rest).map(([key, value]) => `${key}="${value}"`).join(',');
      return `${__name__ ?? ''}{${inside}} ${values[0][1]} ${values[0][0] * 1000}`;
    });
  }
  throw new Error(`not a query for values: ${query}`);
}

function filtered(values: string[], regex: string | undefined): VariableOption[] {
  if (!regex) {
    return values.map((value) => ({ text: value, value }));
  }
  const [, body, flags] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [null, regex, ''];
  const pattern = new RegExp(body, flags.replace('g', ''));
  const options = values.flatMap((value) => {
    const found = pattern.exec(value);
    const kept = found?.groups?.value ?? found?.[1] ?? found?.[0];
    return kept === undefined ? [] : [{ text: found?.groups?.text ?? kept, value: kept }];
  });
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

/** Sort as the board says: 1, 2 by letters, 3, 4 by number, 5, 6 without case, 7, 8 naturally. */
function sorted(options: VariableOption[], how: number): VariableOption[] {
  const number = (text: string) => Number(/\d+(\.\d+)?/.exec(text)?.[0] ?? NaN);
  const compare: Record<number, (a: string, b: string) => number> = {
    1: (a, b) => a.localeCompare(b),
    3: (a, b) => number(a) - number(b),
    5: (a, b) => a.toLowerCase().localeCompare(b.toLowerCase()),
    7: (a, b) => a.localeCompare(b, undefined, { numeric: true }),
  };
  if (how === 0) {
    return options;
  }
  const order = compare[how % 2 ? how : how - 1];
  const result = order ? [...options].sort((a, b) => order(a.text, b.text)) : options;
  return how % 2 ? result : result.reverse();
}

function choose(
  variable: BoardVariable, options: VariableOption[], wanted: string[] | undefined,
): ChosenVariable {
  const current = variable.current?.value;
  const kept = (Array.isArray(current) ? current : current === undefined ? [] : [current])
    .filter((value) => value === ALL || options.some((option) => option.value === value));
  const fallback = variable.includeAll ? [ALL] : options.slice(0, 1).map((option) => option.value);
  let values = wanted ?? (kept.length ? kept : fallback);
  const isAll = Boolean(variable.includeAll) && (values.includes(ALL) || values.includes('All'));
  if (isAll) {
    values = options.map((option) => option.value);
  }
  const text = (value: string) => options.find((option) => option.value === value)?.text ?? value;
  return {
    name: variable.name,
    values,
    texts: isAll ? ['All'] : values.map(text),
    allValue: variable.allValue,
    isAll,
    many: Boolean(variable.multi || variable.includeAll),
  };
}
