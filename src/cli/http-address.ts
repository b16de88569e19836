import { InvalidArgumentError } from 'commander';

/** An option's address of a server, or commander's error. */
export function httpAddress(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It takes an address such as http://127.0.0.1:8321.');
  return text;
}
