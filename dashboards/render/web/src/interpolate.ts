// Replaces ${…} and $name in queries, titles and links; what cannot be replaced is told.
import {
  formattedValueToString, getFieldDisplayName, getFieldDisplayValuesProxy, getFrameDisplayName,
  type ScopedVars,
} from '@grafana/data';

/** A variable of the board with what is chosen. */
export interface ChosenVariable {
  name: string;
  values: string[];
  texts: string[];
  /** What "All" stands for in a query, if the board says so. */
  allValue?: string;
  isAll: boolean;
  /** Several values are possible, so that queries match with =~. */
  many: boolean;
}

export type Chosen = Map<string, ChosenVariable>;
export type Missed = (placeholder: string) => void;
type Formatter = (variable: ChosenVariable) => string;

const PLACEHOLDER = /\$\{([^}]+)\}|\$([A-Za-z_]\w*)/g;
const STEP = /\.([^.[\]]+)|\[["']([^"']*)["']\]|\[(\d+)\]/y;

interface Reference {
  name: string;
  path: string[];
  format?: string;
}

/** Read `name.path["a b"]:format`; undefined when it is nothing of the kind. */
export function readReference(text: string): Reference | undefined {
  const name = /^\w+/.exec(text)?.[0];
  if (!name) {
    return undefined;
  }
  const path: string[] = [];
  let at = name.length;
  const format = /:(\w+)$/.exec(text);
  const end = format ? format.index : text.length;
  while (at < end) {
    STEP.lastIndex = at;
    const found = STEP.exec(text.slice(0, end));
    if (!found) {
      return undefined;
    }
    path.push(found[1] ?? found[2] ?? found[3]);
    at = STEP.lastIndex;
  }
  return { name, path, format: format?.[1] };
}

const REGEX_SIGNS = /[\\^$.*+?()[\]{}|/]/g;

/** Escape *value* so that it stands for itself inside a quoted PromQL pattern. */
export function escapePromPattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => (sign === '\\' ? '\\\\\\\\' : `\\\\${sign}`));
}

/** A variable inside PromQL. */
export function promFormat(variable: ChosenVariable): string {
  if (variable.isAll && variable.allValue) {
    return variable.allValue;
  }
  if (!variable.many) {
    return (variable.values[0] ?? '').replace(/[\\"]/g, '\\$&');
  }
  const patterns = variable.values.map(escapePromPattern);
  return patterns.length === 1 ? patterns[0] : `(${patterns.join('|')})`;
}

const FORMATS: Record<string, Formatter> = {
  raw: (v) => v.values.join(','),
  csv: (v) => v.values.join(','),
  pipe: (v) => v.values.join('|'),
  text: (v) => v.texts.join(' + '),
  json: (v) => JSON.stringify(v.values),
  doublequote: (v) => v.values.map((x) => `"${x}"`).join(','),
  singlequote: (v) => v.values.map((x) => `'${x}'`).join(','),
  percentencode: (v) => encodeURIComponent(glob(v)),
  uriencode: (v) => encodeURI(glob(v)),
  glob,
  regex: (v) => {
    const patterns = v.values.map((x) => x.replace(REGEX_SIGNS, '\\$&'));
    return patterns.length === 1 ? patterns[0] : `(${patterns.join('|')})`;
  },
  queryparam: (v) =>
    (v.isAll ? ['$__all'] : v.values)
      .map((x) => `var-${v.name}=${encodeURIComponent(x)}`).join('&'),
};

function glob(variable: ChosenVariable): string {
  return variable.values.length > 1 ? `{${variable.values.join(',')}}` : (variable.values[0] ?? '');
}

export class Interpolator {
  constructor(
    private readonly chosen: Chosen,
    private readonly plain: Record<string, string>,
    private readonly missed: Missed,
  ) {}

  /** The same with further plain values, such as $__interval, or another listener. */
  with(plain: Record<string, string>, missed: Missed = this.missed): Interpolator {
    return new Interpolator(this.chosen, { ...this.plain, ...plain }, missed);
  }

  /** The same in a repeated panel, where *scope* has the variable's one value. */
  scoped(scope: ScopedVars): Interpolator {
    const chosen = new Map(this.chosen);
    for (const [name, variable] of Object.entries(scope)) {
      const before = chosen.get(name);
      if (before && variable) {
        chosen.set(name, {
          ...before, isAll: false, values: [String(variable.value)], texts: [String(variable.text)],
        });
      }
    }
    return new Interpolator(chosen, this.plain, this.missed);
  }

  /** Replace in PromQL. */
  query(text: string): string {
    return this.replace(text, {}, promFormat);
  }

  /** Replace in any other text, as Grafana's components ask for it. */
  replace = (text: string | undefined, scope: ScopedVars = {}, format?: string | Function): string =>
    (text ?? '').replace(PLACEHOLDER, (whole, braced, bare) => {
      const reference = readReference(braced ?? bare);
      const value = reference && this.valueOf(reference, scope, format);
      if (value === undefined) {
        this.missed(whole);
        return whole;
      }
      return value;
    });

  private valueOf(ref: Reference, scope: ScopedVars, outer?: string | Function): string | undefined {
    const format = ref.format ?? outer;
    if (ref.name in this.plain) {
      return this.plain[ref.name];
    }
    if (ref.name === '__all_variables') {
      return [...this.chosen.values()].map(FORMATS.queryparam).join('&');
    }
    const given = scope[ref.name];
    if (ref.name.startsWith('__') && !given) {
      const found = fromData(ref, scope);
      return format === 'uriencode' && found !== undefined ? encodeURI(found) : found;
    }
    const variable = given ? one(ref.name, given) : this.chosen.get(ref.name);
    if (!variable || ref.path.length > 0) {
      return undefined;
    }
    if (typeof format === 'function') {
      return format(variable);
    }
    return (FORMATS[format ?? 'glob'] ?? glob)(variable);
  }
}

function one(name: string, given: { text?: unknown; value: unknown }): ChosenVariable {
  const value = String(given.value);
  return { name, values: [value], texts: [String(given.text ?? value)], isAll: false, many: false };
}

/** ${__field.…}, ${__data.fields.…}, ${__value.…} and ${__series.name} of the value at hand. */
function fromData(ref: Reference, scope: ScopedVars): string | undefined {
  const context = scope.__dataContext?.value;
  if (!context) {
    return undefined;
  }
  const { frame, field, rowIndex, calculatedValue, data } = context;
  const [first, ...rest] = ref.path;
  switch (ref.name) {
    case '__series':
      return first === 'name' ? getFrameDisplayName(frame) : undefined;
    case '__field':
      if (first === 'labels') {
        return rest.length ? field.labels?.[rest.join('.')] : JSON.stringify(field.labels ?? {});
      }
      return first === 'name' || !first ? getFieldDisplayName(field, frame, data) : undefined;
    case '__value':
      return valueText(first ?? 'raw', field, frame, rowIndex, calculatedValue);
    case '__data':
      return first === 'fields' ? cellText(rest, frame, rowIndex ?? 0) : undefined;
    default:
      return undefined;
  }
}

function valueText(part: string, field: any, frame: any, row?: number, calculated?: any) {
  const raw = calculated ? calculated.numeric : field.values[row ?? 0];
  const shown = calculated ?? field.display?.(raw);
  switch (part) {
    case 'raw':
      return raw === undefined || raw === null ? undefined : String(raw);
    case 'numeric':
      return shown && String(shown.numeric);
    case 'text':
      return shown && formattedValueToString(shown);
    case 'time': {
      const time = frame.fields.find((f: any) => f.type === 'time');
      return time && String(time.values[row ?? time.values.length - 1]);
    }
    default:
      return undefined;
  }
}

function cellText([name, part]: string[], frame: any, row: number): string | undefined {
  const cell = (getFieldDisplayValuesProxy({ frame, rowIndex: row }) as any)[name];
  if (!cell) {
    return undefined;
  }
  return part === 'numeric' ? String(cell.numeric) : formattedValueToString(cell);
}
