import { rm } from 'node:fs/promises';
import sqlite3 from 'sqlite3';
import { databaseIn } from '../../server/data-folder.ts';
import { startReferenceServer } from '../../server/server.ts';
import { newDataFolder } from './data-folder.ts';

/** Tries to start our own server on its data, made to say that they are of another version; gives what it says. */
export async function startOnVersion(version: number): Promise<string | undefined> {
  const data = await newDataFolder();
  try {
    await (await startReferenceServer({ data })).stop();
    await setVersion(await databaseIn(data), version);
    await (await startReferenceServer({ data })).stop();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await rm(data, { recursive: true });
  }
}

function setVersion(file: string, version: number): Promise<void> {
  const database = new sqlite3.Database(file);
  return new Promise((resolve, reject) => {
    database.exec(`PRAGMA user_version = ${version}`, (error) =>
      error === null ? database.close(() => resolve()) : reject(error),
    );
  });
}
