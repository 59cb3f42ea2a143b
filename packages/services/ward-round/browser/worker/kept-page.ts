/** Where the page is that holds nothing about anybody. */
export const pageAddress = '/round/page';

/** Whether an answer is a page of the ward round. */
export function isOwnPage(answer: Response): boolean {
  return answer.headers.get('ward-round') !== null;
}
