// Asks the real Prometheus, in the three ways that a board does.
export interface Sample {
  metric: Record<string, string>;
  values: Array<[number, string]>;
}

async function ask(address: string, fields: Record<string, string>): Promise<any> {
  let answer: any;
  try {
    const sent = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
    answer = await sent.json();
  } catch (error) {
    throw new Error(`Prometheus gave no answer: ${error}`);
  }
  if (answer.status !== 'success') {
    throw new Error(`${answer.errorType}: ${answer.error}`);
  }
  return answer.data;
}

/** Number of a Prometheus value, which may be "+Inf" or "NaN". */
export function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

export async function askInstant(base: string, expr: string, at_ms: number): Promise<Sample[]> {
  const data = await ask(`${base}/api/v1/query`, { query: expr, time: String(at_ms / 1000) });
  if (data.resultType === 'scalar') {
    return [{ metric: {}, values: [data.result] }];
  }
  if (data.resultType === 'string') {
    throw new Error('a string is no series');
  }
  return data.result.map((row: any) => ({ metric: row.metric, values: row.values ?? [row.value] }));
}

export async function askRange(
  base: string, expr: string, from_ms: number, to_ms: number, step_ms: number,
): Promise<Sample[]> {
  const aligned = (ms: number) => (Math.floor(ms / step_ms) * step_ms) / 1000;
  const data = await ask(`${base}/api/v1/query_range`, {
    query: expr,
    start: String(aligned(from_ms)),
    end: String(aligned(to_ms)),
    step: String(step_ms / 1000),
  });
  return data.result;
}

/** Values of *label*, of the series that *matcher* names or of all. */
export async function askLabelValues(
  base: string, label: string, matcher: string | undefined, from_ms: number, to_ms: number,
): Promise<string[]> {
  const question = new URLSearchParams({ start: String(from_ms / 1000), end: String(to_ms / 1000) });
  if (matcher) {
    question.append('match[]', matcher);
  }
  const answer = await (await fetch(`${base}/api/v1/label/${label}/values?${question}`)).json();
  if (answer.status !== 'success') {
    throw new Error(`${answer.errorType}: ${answer.error}`);
  }
  return answer.data;
}
