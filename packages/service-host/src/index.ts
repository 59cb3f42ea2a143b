export { type Channel, type ChannelOptions, createChannel } from './channel/channel.ts';
export { createFrameReader, encodeFrame } from './channel/frames.ts';
export { isMessage, type Message } from './channel/message.ts';
export {
  fields,
  fromWireRequest,
  fromWireResponse,
  lentBody,
  toWireRequest,
  toWireResponse,
} from './channel/wire-http.ts';
export { callContext } from './hosted/call-context.ts';
export { hostPrograms } from './hosted/host-programs.ts';
export { signatureHeader, signCall } from './remote/call-signature.ts';
export { answeredBy, type RemoteQuestion } from './remote/remote-call.ts';
export { type ServedService, type ServeOptions, serveDigitalService } from './remote/serve-digital-service.ts';
