export { repostShort } from './repostShort';
