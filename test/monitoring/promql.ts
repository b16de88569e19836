/** What an expression asks of the metrics, as far as it takes to find a name that does not exist. */
export interface Asked {
  metrics: string[];
  /** Labels that it selects or groups by, with the value when it asks for exactly one. */
  labels: { label: string; value: string | null }[];
}

/** Words of the language that stand where a metric's name could. */
const words =
  /^(by|without|on|ignoring|group_left|group_right|and|or|unless|offset|bool|sum|rate|increase|count|max|min|avg|topk|abs|timestamp|changes|predict_linear|histogram_quantile|label_values)$/;

/** Reads an expression by its shape: selectors `name{label="value"}`, and the labels of `by (…)`. */
export function readExpression(expression: string): Asked {
  const labels: Asked['labels'] = [];
  const rest = expression
    .replaceAll(/\{([^}]*)\}/g, (_, inside: string) => {
      for (const [, label = '', operator, value = ''] of inside.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g))
        labels.push({ label, value: operator === '=' && !value.startsWith('$') ? value : null });
      return '';
    })
    .replaceAll(/\b(?:by|on|group_left)\s*\(([^)]*)\)/g, (_, inside: string) => {
      for (const label of inside.split(',')) labels.push({ label: label.trim(), value: null });
      return '';
    })
    .replaceAll(/\[[^\]]*\]|\boffset \w+/g, '');
  const names = [...rest.matchAll(/(?<![\w$."])[a-zA-Z_][\w:]*/g)].map(([name]) => name);
  return { metrics: names.filter((name) => !words.test(name)), labels };
}
