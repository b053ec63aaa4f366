/** The catalogue and its pages: a package a feature. */
package dev.larder.index;
