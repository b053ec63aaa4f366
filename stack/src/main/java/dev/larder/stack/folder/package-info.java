/** The data folder: its layout, its lock, its secrets, and the connection files of the user. */
package dev.larder.stack.folder;
