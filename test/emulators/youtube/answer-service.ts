import type { VendorReply } from '../emulator.ts';
import type { GoogleOAuth } from '../google-oauth.ts';
import { type ApiCall, answerApi, routeOf } from './api.ts';
import { answerFigures, figuresRouteOf } from './figures-api.ts';
import { answerPicture, isPictureAddress } from './shown-thumbnails.ts';
import type { Operation, World } from './world.ts';

/** What a request asks for; an upload's own and the sign-in's apart. */
export function operationAt(method: string, path: string): Operation {
  if (method === 'GET' && isPictureAddress(path)) return 'pictures.get';
  return routeOf(method, path)?.operation ?? figuresRouteOf(method, path)?.operation ?? 'unknown';
}

/** Answers whichever of the services is at the address. */
export function answerService(world: World, oauth: GoogleOAuth, call: ApiCall): VendorReply | Promise<VendorReply> {
  const { method, url } = call;
  if (operationAt(method, url.pathname) === 'pictures.get') return answerPicture(world, call);
  const figures = figuresRouteOf(method, url.pathname);
  return figures ? answerFigures(world, oauth, call, figures) : answerApi(world, oauth, call);
}
