/** The programs of others, unpacked once for all data folders of a user. */
package dev.larder.stack.unpack;
