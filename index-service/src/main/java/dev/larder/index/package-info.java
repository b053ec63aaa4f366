package dev.larder.index;
