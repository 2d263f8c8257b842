import { readFile } from "node:fs/promises";
import { get as httpGet } from "node:http";
import { get as httpsGet, type RequestOptions } from "node:https";
import { CERTIFICATES } from "../certificates";

const LIMIT_MS = 2_000;

/** Whether a URL answers 200; an `https:` one is asked as the administrator, and must have the cluster's certificate. */
export async function answersOk(url: string): Promise<boolean> {
  const isSecure = url.startsWith("https:");
  const options: RequestOptions = { timeout: LIMIT_MS, agent: false, ...(isSecure ? await asAdmin() : {}) };
  return new Promise((resolve) => {
    const request = (isSecure ? httpsGet : httpGet)(url, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
    request.on("close", () => resolve(false));
  });
}

async function asAdmin(): Promise<RequestOptions> {
  const [ca, cert, key] = await Promise.all(
    [CERTIFICATES.authority, CERTIFICATES.admin, CERTIFICATES.adminKey].map((file) => readFile(file)),
  );
  return { ca, cert, key };
}
