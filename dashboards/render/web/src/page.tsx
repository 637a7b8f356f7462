// The board as a page: title, variables, time range, then the grid of panels.
import { LoadingState, rangeUtil, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Icon, PanelChrome, useTheme2 } from '@grafana/ui';
import React from 'react';
import type { Board, PanelContent, PlacedPanel } from './board';
import type { Chosen, Interpolator } from './interpolate';
import { Drawing } from './panels';
import { note } from './queries';

export const EDGE = 16;

interface PageProps {
  board: Board;
  chosen: Chosen;
  timeRange: TimeRange;
  places: PlacedPanel[];
  contents: Map<string, PanelContent>;
  interpolator: Interpolator;
}

export function Page({ board, chosen, timeRange, places, contents, interpolator }: PageProps) {
  const theme = useTheme2();
  const bottom = Math.max(0, ...places.map(({ top, height }) => top + height));
  return (
    <div style={{ background: theme.colors.background.canvas, padding: EDGE }}>
      <Head board={board} chosen={chosen} timeRange={timeRange} />
      <div id="grid" style={{ position: 'relative', height: bottom }}>
        {places.map((place) => {
          const { left, top, width, height } = place;
          const content = contents.get(place.key);
          const own = interpolatorOf(interpolator, place, content);
          return (
            <div key={place.key} data-panel={place.key} style={{ position: 'absolute', left, top, width, height }}>
              {content
                ? <OnePanel place={place} content={content} timeRange={timeRange} interpolator={own} />
                : <Row place={place} interpolator={own} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The panel's own variables; what is missing is its own error. */
export function interpolatorOf(
  whole: Interpolator, place: PlacedPanel, content: PanelContent | undefined,
): Interpolator {
  const own = whole.scoped(place.scope);
  return content ? own.with({}, (text) => note(content.errors, `unresolved placeholder ${text}`)) : own;
}

interface OnePanelProps {
  place: PlacedPanel;
  content: PanelContent;
  timeRange: TimeRange;
  interpolator: Interpolator;
}

function OnePanel({ place, content, timeRange, interpolator }: OnePanelProps) {
  const { panel, width, height } = place;
  const worst = content.errors[0];
  return (
    <PanelChrome
      title={interpolator.replace(panel.title, {}, 'text')}
      description={panel.description ? () => interpolator.replace(panel.description, {}, 'text') : undefined}
      displayMode={panel.transparent ? 'transparent' : 'default'}
      padding={panel.type === 'table' && content.frames.length > 0 ? 'none' : 'md'}
      loadingState={worst ? LoadingState.Error : LoadingState.Done}
      statusMessage={worst}
      statusMessageOnClick={worst ? () => undefined : undefined}
      width={width}
      height={height}
    >
      {(innerWidth, innerHeight) => (
        <Drawing
          panel={panel}
          content={content}
          timeRange={timeRange}
          interpolator={interpolator}
          width={innerWidth}
          height={innerHeight}
        />
      )}
    </PanelChrome>
  );
}

function Row({ place, interpolator }: { place: PlacedPanel; interpolator: Interpolator }) {
  const theme = useTheme2();
  const { title, collapsed, panels } = place.panel;
  const style: React.CSSProperties = {
    display: 'flex', alignItems: 'center', gap: 8, height: 30, fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium as number, color: theme.colors.text.primary,
  };
  return (
    <div style={style}>
      <Icon name={collapsed ? 'angle-right' : 'angle-down'} />
      {interpolator.replace(title, {}, 'text')}
      {collapsed && (
        <span style={{ ...theme.typography.bodySmall, color: theme.colors.text.secondary }}>
          ({panels?.length ?? 0} panels)
        </span>
      )}
    </div>
  );
}

function Head({ board, chosen, timeRange }: Pick<PageProps, 'board' | 'chosen' | 'timeRange'>) {
  const theme = useTheme2();
  const shown = (board.templating?.list ?? []).filter(({ hide }) => hide !== 2);
  return (
    <div>
      <div style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 8 }}>
        <span style={{ ...theme.typography.h4, color: theme.colors.text.primary }}>{board.title}</span>
        <span style={box(theme)}>
          <Icon name="clock-nine" /> {rangeUtil.describeTimeRange(timeRange.raw)}
        </span>
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 16 }}>
        {shown.map(({ name, label, hide }) => (
          <span key={name} style={{ display: 'flex' }}>
            {hide !== 1 && <span style={{ ...box(theme), borderRight: 0 }}>{label || name}</span>}
            <span style={{ ...box(theme), background: theme.components.input.background }}>
              {chosen.get(name)?.texts.join(' + ')}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

function box(theme: GrafanaTheme2): React.CSSProperties {
  return {
    ...theme.typography.bodySmall, display: 'inline-flex', alignItems: 'center', gap: 6, height: 32,
    padding: '0 8px', color: theme.colors.text.primary, background: theme.colors.background.primary,
    border: `1px solid ${theme.components.input.borderColor}`, whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium as number,
  } as React.CSSProperties;
}
