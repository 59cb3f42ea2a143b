import { Link } from '../navigation.tsx';
import { Main } from '../parts/main.tsx';

export function NotFoundScreen() {
  return (
    <Main title="There is no such page">
      <h1>There is no such page</h1>
      <p>
        Look at the address, or <Link href="/">go to the wards</Link>.
      </p>
    </Main>
  );
}
