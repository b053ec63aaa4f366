/** Links of mirrored files that are good no more: their page is looked at again. */
package dev.larder.index.refresh;
