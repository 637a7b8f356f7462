// Places panels on Grafana's grid: 24 columns, cells of 30 px, gaps of 8 px.
import type { ScopedVars } from '@grafana/data';
import type { Board, Panel, PlacedPanel } from './board';
import type { Chosen } from './interpolate';

export const GAP = 8;
const COLUMNS = 24;
const CELL = 30;
/** Below this width Grafana puts all panels below each other. */
const NARROW = 769;

interface Section {
  row?: Panel;
  panels: Panel[];
  scope: ScopedVars;
}

/** All panels where they are drawn; collapsed rows hide theirs unless *expand*. */
export function placed(board: Board, chosen: Chosen, width: number, expand: boolean): PlacedPanel[] {
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  const result: PlacedPanel[] = [];
  let line = 0;
  const put = (panel: Panel, scope: ScopedVars, x: number, y: number, w: number, h: number) => {
    result.push({
      key: `${panel.id}-${result.length}`,
      panel,
      scope,
      left: x * (column + GAP),
      top: y * (CELL + GAP),
      width: w * column + (w - 1) * GAP,
      height: h * CELL + (h - 1) * GAP,
    });
  };
  for (const { row, panels, scope } of sections(board, chosen)) {
    if (row) {
      put({ ...row, collapsed: row.collapsed && !expand }, scope, 0, line, COLUMNS, 1);
      line += 1;
      if (row.collapsed && !expand) {
        continue;
      }
    }
    const first = Math.min(...panels.map((panel) => panel.gridPos.y));
    let bottom = line;
    const grown: Array<{ below: number; by: number }> = [];
    for (const panel of [...panels].sort(byPlace)) {
      const { x, y, w, h } = panel.gridPos;
      const pushed = grown.filter(({ below }) => below <= y).reduce((sum, { by }) => sum + by, 0);
      const top = line + y - first + pushed;
      const places = repeats(panel, scope, chosen, { x, y: top, w, h });
      places.forEach((place) => put(panel, place.scope, place.x, place.y, place.w, h));
      const end = Math.max(...places.map((place) => place.y + h));
      grown.push({ below: y + h, by: end - (top + h) });
      bottom = Math.max(bottom, end);
    }
    line = bottom;
  }
  return width < NARROW ? stacked(result, width) : result;
}

function stacked(places: PlacedPanel[], width: number): PlacedPanel[] {
  let top = 0;
  return [...places].sort((a, b) => a.top - b.top || a.left - b.left).map((place) => {
    const moved = { ...place, left: 0, top, width };
    top += place.height + GAP;
    return moved;
  });
}

function byPlace(a: Panel, b: Panel): number {
  return a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x;
}

/** The board in sections that begin with a row, a repeated row once per value. */
function sections(board: Board, chosen: Chosen): Section[] {
  const found: Section[] = [{ panels: [], scope: {} }];
  for (const panel of [...(board.panels ?? [])].sort(byPlace)) {
    if (panel.type === 'row') {
      found.push({ row: panel, panels: [...(panel.panels ?? [])], scope: {} });
    } else {
      found[found.length - 1].panels.push(panel);
    }
  }
  return found
    .filter(({ row, panels }) => row || panels.length > 0)
    .flatMap((section) =>
      scopes(section.row?.repeat, chosen).map((scope) => ({ ...section, scope })));
}

/** One scope per value of the variable, or one empty scope. */
function scopes(name: string | undefined, chosen: Chosen): ScopedVars[] {
  const variable = name ? chosen.get(name) : undefined;
  if (!variable || !name) {
    return [{}];
  }
  return variable.values.map((value, index) => ({
    [name]: { value, text: variable.isAll ? value : (variable.texts[index] ?? value) },
  }));
}

function repeats(
  panel: Panel, outer: ScopedVars, chosen: Chosen, at: { x: number; y: number; w: number; h: number },
) {
  const each = scopes(panel.repeat, chosen).map((scope) => ({ ...outer, ...scope }));
  if (!panel.repeat || each.length === 0) {
    return [{ ...at, scope: outer }];
  }
  if (panel.repeatDirection === 'v') {
    return each.map((scope, index) => ({ ...at, y: at.y + index * at.h, scope }));
  }
  const perLine = Math.min(each.length, panel.maxPerRow ?? 4);
  const w = COLUMNS / perLine;
  return each.map((scope, index) => ({
    ...at, scope, w, x: (index % perLine) * w, y: at.y + Math.floor(index / perLine) * at.h,
  }));
}
