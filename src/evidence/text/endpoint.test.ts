import { expect, it } from 'vitest';
import { parseEndpoint, urlEndpoint, urlsIn } from './endpoint.ts';

it.each([
  ['10.0.0.1:443', '10.0.0.1', 443],
  ['10.0.0.1', '10.0.0.1', null],
  ['[::1]:6443', '::1', 6443],
  ['fe80::1', 'fe80::1', null],
  ['***.24.69.222:6443', '***.24.69.222', 6443],
  ['kubernetes.default.svc:443', 'kubernetes.default.svc', 443],
  ['<Node_IP>:10250', '<Node_IP>', 10250],
])('takes %s apart', (text, host, port) => {
  expect(parseEndpoint(text)).toEqual({ host, port });
});

it.each(['', ':443', 'a b:1', '10.0.0.1:https', '10.0.0.1:70000', '[::1', '[10.0.0.1]:1', '<a b'])(
  'takes %o for no endpoint',
  (text) => {
    expect(parseEndpoint(text)).toBeNull();
  },
);

it.each([
  ['https://10.0.0.1:6443/version?timeout=32s', '10.0.0.1', 6443],
  ['https://api.example.com/x', 'api.example.com', 443],
  ['http://user:word@api.example.com', 'api.example.com', 80],
  ['https://[::1]:6443/apis', '::1', 6443],
])('finds the endpoint of %s', (url, host, port) => {
  expect(urlEndpoint(url)).toEqual({ host, port });
});

it('ends a URL at its quote, escaped or not, and steps over the colon behind it', () => {
  const behind = (text: string) => urlsIn(text).map(({ end }) => text.slice(end));
  expect(behind('Get "https://a.example/x": EOF')).toEqual([' EOF']);
  expect(behind('Post \\"https://a.example/x\\": EOF')).toEqual([' EOF']);
  expect(behind('Get https://a.example/x: EOF')).toEqual([' EOF']);
});
