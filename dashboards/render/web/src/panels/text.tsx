// Words of the board's author, as Markdown or HTML, cleaned as Grafana cleans it.
import { renderTextPanelMarkdown, textUtil } from '@grafana/data';
import React from 'react';
import type { DrawingProps } from './props';

export function TextPanel({ options, interpolator, width, height }: DrawingProps) {
  const content = interpolator.replace(options.content ?? '');
  const style = { width, height, overflow: 'auto' };
  if (options.mode === 'code') {
    return <pre style={style}>{content}</pre>;
  }
  const html = options.mode === 'html'
    ? textUtil.sanitizeTextPanelContent(content)
    : renderTextPanelMarkdown(content);
  return <div className="markdown-html" style={style} dangerouslySetInnerHTML={{ __html: html }} />;
}
